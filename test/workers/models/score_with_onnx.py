"""Checks ONNX files and scores rows with them: `score_with_onnx.py MODEL ROWS.json …` prints, for each pair, the outputs of ONNX's
own reference implementation as JSON, or null where the installed version has none (before 1.13, as in Debian 12)."""

import json
import sys

import numpy as np
import onnx
import onnx.checker

try:
    from onnx.reference import ReferenceEvaluator
except ImportError:
    ReferenceEvaluator = None


def outputs(file, rows_file):
    model = onnx.load(file)
    onnx.checker.check_model(model, full_check=True)
    if ReferenceEvaluator is None:
        return None
    with open(rows_file, encoding="utf-8") as rows:
        cells = json.load(rows)
    matrix = np.array([[np.nan if cell is None else cell for cell in row] for row in cells], dtype=np.float32)
    names = [output.name for output in model.graph.output]
    values = ReferenceEvaluator(model).run(None, {"features": matrix})
    return {name: np.asarray(value).tolist() for name, value in zip(names, values)}


given = sys.argv[1:]
print(json.dumps([outputs(*given[at : at + 2]) for at in range(0, len(given), 2)]))
