"""The network: one small encoder whose lower layers read a window once, and whose upper layers read it again for every cue.

Without a cue marked, the upper layers say where cues are. With one marked, they say which words are its source and its content.
So nested statements and shared spans cost nothing, and the encoder is one: 22.6 million weights, MiniLM's (Wang et al. 2020).
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
SHARED = 4  # layers below the mark
CUE_LABELS, ROLE_LABELS = 3, 3  # outside, begins, goes on; neither, source, content


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.first, self.second = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.after_attention, self.after = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, hidden: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = hidden.shape

        def split(part: Tensor) -> Tensor:
            return part.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = split(self.query(hidden)), split(self.key(hidden)), split(self.value(hidden))
        if torch.onnx.is_in_onnx_export():
            weights = torch.softmax(query @ key.transpose(2, 3) * (WIDTH // HEADS) ** -0.5, -1)
            mixed = weights @ value
        else:
            mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH))
        hidden = self.after_attention(hidden + self.dropout(mixed))
        return self.after(hidden + self.dropout(self.second(functional.gelu(self.first(hidden)))))


class Lower(nn.Module):
    """Word pieces -> what the lower layers make of them."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places, self.kinds = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH), nn.Embedding(2, WIDTH)
        self.norm, self.dropout = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(SHARED))

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.dropout(self.norm(self.words(ids) + self.places(places) + self.kinds.weight[0]))
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return hidden


class Upper(nn.Module):
    """What the lower layers made, and a mark on one cue -> cue labels and role labels of every piece."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS - SHARED))
        self.mark = nn.Parameter(torch.randn(WIDTH) * 0.3)
        self.cues, self.roles = nn.Linear(WIDTH, CUE_LABELS), nn.Linear(WIDTH, ROLE_LABELS)

    def forward(self, hidden: Tensor, marked: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        hidden = hidden + marked.unsqueeze(-1) * self.mark
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return self.cues(hidden), self.roles(hidden)


def pretrained(weights: Path) -> tuple[Lower, Upper]:
    """The network with MiniLM's weights in its layers and fresh heads."""
    held = load_file(str(weights))
    held = {name.removeprefix("0.auto_model.").removeprefix("bert."): value for name, value in held.items()}
    lower, upper = Lower(), Upper()
    parts = {
        "words.weight": "embeddings.word_embeddings.weight",
        "places.weight": "embeddings.position_embeddings.weight",
        "kinds.weight": "embeddings.token_type_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "after_attention": "attention.output.LayerNorm",
        "first": "intermediate.dense",
        "second": "output.dense",
        "after": "output.LayerNorm",
    }
    state = {ours: held[theirs] for ours, theirs in parts.items()}
    above = {}
    for number in range(LAYERS):
        for ours, theirs in names.items():
            for kind in ("weight", "bias"):
                value = held[f"encoder.layer.{number}.{theirs}.{kind}"]
                if number < SHARED:
                    state[f"layers.{number}.{ours}.{kind}"] = value
                else:
                    above[f"layers.{number - SHARED}.{ours}.{kind}"] = value
    lower.load_state_dict(state)
    missing = upper.load_state_dict(above, strict=False).missing_keys
    assert all(name.startswith(("mark", "cues", "roles")) for name in missing), missing
    return lower, upper
