"""Texts to vectors. Only `convert_worker` and `sentence_transformer` ever import torch."""
