"""What the models are worth, on text they were not trained on."""
