"""The array types that phases take."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float64]
"""float64[row, entity, side], C-contiguous; rows are named in layout.py and constants.py."""
