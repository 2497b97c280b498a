"""Runs in a process of its own: `python -m …convert_worker MODEL_FOLDER OUT_FOLDER`.

The only place that imports torch to convert, so that torch's 500 MB end with this process.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

# sentence-transformers must not look for anything on the network.
os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_DATASETS_OFFLINE="1")

# Of many lengths and scripts: what batching, truncation and the tokenizer could get wrong.
PARITY_SAMPLE: tuple[str, ...] = (
    " ",
    ".",
    "P5",
    "—",
    "What separates P4 from P5 for field sales?",
    "diferrence betwen p4 and p5 in feild sales",
    "Selling or Influencing Others",
    "Convincing others to buy products or otherwise change their minds or actions.",
    "Owns the full sales cycle independently, from first call to signature.",
    "Account Executive / Field Sales · Level guidelines · P5 · Typical Degree & Years: 12+ years",
    "8–12 yrs",
    "code=41-4012",
    "Forecasts revenue accurately across a complex book of business.",
    "Führt Verhandlungen mit Entscheidern in großen Unternehmen.",
    "Négocie des contrats complexes avec plusieurs décideurs à l'étranger.",
    "企業の営業担当者は顧客との関係を築く。",
    "Менеджер ведёт сложные переговоры.",
    "مدير المبيعات الميدانية",
    "🚀 emoji, and a z̈ combining mark, and a zero\u200bwidth space",
    "UPPER CASE AND lower case and MiXeD",
    "a" * 400,
    "one two three four five six seven eight nine ten " * 12,
    "A long paragraph about negotiating with procurement, legal and finance teams. " * 40,
    "Mentors junior account executives on discovery and negotiation technique. " * 4,
)


def main(source: Path, out: Path) -> None:
    """Convert the model in `source`, and compare both; all files go to `out`."""
    import numpy as np
    import onnxruntime as ort
    import torch
    from sentence_transformers import SentenceTransformer

    from roleassistant.indexing.embedding.encoder import ModelIdentity
    from roleassistant.indexing.embedding.model import max_tokens
    from roleassistant.indexing.embedding.onnx import MODEL_FILE, TOKENIZER_FILE, OnnxEncoder

    model = SentenceTransformer(
        str(source),
        device="cpu",
        local_files_only=True,
        trust_remote_code=False,
        model_kwargs={"use_safetensors": True},
    )
    model.eval()
    transformer: Any = model[0]
    bert = getattr(transformer, "auto_model", None) or transformer.model

    class Pooled(torch.nn.Module):
        """BERT, the mean over its tokens, and length 1: what sentence-transformers chains."""

        def __init__(self) -> None:
            super().__init__()
            self.bert = bert

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            hidden = self.bert(
                input_ids=input_ids,
                attention_mask=attention_mask,
                token_type_ids=torch.zeros_like(input_ids),
            ).last_hidden_state
            weight = attention_mask.unsqueeze(-1).to(hidden.dtype)
            mean = (hidden * weight).sum(1) / weight.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, p=2, dim=1)

    raw = out / "raw.onnx"
    example = torch.ones(2, 7, dtype=torch.long)
    with torch.no_grad():
        torch.onnx.export(
            Pooled(),
            (example, example),
            str(raw),
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={
                "input_ids": {0: "batch", 1: "length"},
                "attention_mask": {0: "batch", 1: "length"},
                "embedding": {0: "batch"},
            },
            opset_version=17,
            # The newer exporter needs onnxscript and gave an invalid graph for this output name.
            dynamo=False,
        )
    # Optimised once, here, and with the weights in a file of their own that is mapped and not
    # parsed: a session then starts in 0.09 s and 119 MB instead of 0.32 s and 187 MB.
    options = ort.SessionOptions()
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = MODEL_FILE
    options.add_session_config_entry(
        "session.optimized_model_external_initializers_file_name", f"{MODEL_FILE}.data"
    )
    options.add_session_config_entry(
        "session.optimized_model_external_initializers_min_size_in_bytes", "1024"
    )
    os.chdir(out)  # the graph names its weights relative to itself
    ort.InferenceSession(raw.name, options, providers=["CPUExecutionProvider"])
    raw.unlink()
    shutil.copyfile(source / TOKENIZER_FILE, out / TOKENIZER_FILE)

    expected = model.encode(list(PARITY_SAMPLE), normalize_embeddings=True, batch_size=1)
    dimension = int(expected.shape[1])
    encoder = OnnxEncoder(out, ModelIdentity("", "", dimension), max_tokens(source))
    cosines = np.einsum("ij,ij->i", encoder.encode(PARITY_SAMPLE), expected)
    single = [encoder.encode_question(text) for text in PARITY_SAMPLE]
    cosines = np.minimum(cosines, np.einsum("ij,ij->i", np.stack(single), expected))
    worst = int(np.argmin(cosines))
    result = {
        "texts": len(PARITY_SAMPLE),
        "least_cosine": float(cosines[worst]),
        "least_alike_text": PARITY_SAMPLE[worst][:80],
        "dimension": dimension,
        "max_tokens": max_tokens(source),
        "torch": torch.__version__,
        "onnxruntime": ort.__version__,
    }
    (out / "parity.json").write_text(json.dumps(result, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
