"""A random transformer of two narrow layers, which goes the way of the bundled one in no time."""

from typing import TYPE_CHECKING

from tokenizers import Tokenizer

from embeddings.train.contextual.vocabulary import build_tokenizer
from embeddings.train.tokenizer import SPECIAL_TOKENS

if TYPE_CHECKING:
    from transformers import BertModel

WORDS = ["give", "feedback", "plan", "a", "meeting", "geben", "rückmeldung", "treffen", "planen"]
PIECES = [*SPECIAL_TOKENS, *WORDS, "##en", "schon", "schön", "straße", "cafe"]
DIM = 24


def tiny_tokenizer() -> Tokenizer:
    """Return a tokenizer that knows PIECES."""
    return build_tokenizer(PIECES)


def tiny_model(*, seed: int = 7) -> "BertModel":
    """Return random weights, the same ones for the same seed."""
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(PIECES),
        hidden_size=DIM,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=48,
        max_position_embeddings=512,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    model = BertModel(config, add_pooling_layer=False)
    model.train(mode=False)
    return model
