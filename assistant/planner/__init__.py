"""The planner: composes agendas and question sets exactly, without a language model."""
