"""The kernel as machine code: compiled once by numba, kept as an object file, loaded without numba.

Compiling takes half a minute of one core, loading a few milliseconds. While there is no object file, `kernel` answers
the same code as plain Python, and `compile_beside` makes the file in a process of its own, so nobody waits for it.
"""

import ctypes
import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import FunctionType
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from sofra.analysis.seating.arrays import Ints, Pairs

Floats = NDArray[np.float64]
_NAME = "sofra_seating_cool"
_MODULE = "sofra.analysis.seating.machine_code"


class Kernel(Protocol):
    """Tries a number of moves on a state, in place: see `sofra.analysis.seating.kernel.cool`."""

    def __call__(
        self, w: Ints, pairs: Pairs, up: Floats, hot: float, cold: float, stability: float, steps: int
    ) -> None: ...


def kernel() -> tuple[Kernel, bool]:
    """The kernel, and whether it is machine code."""
    found = _loaded(str(object_file())) if object_file().exists() else None
    return (found, True) if found else (plain_kernel, False)


def plain_kernel(w: Ints, pairs: Pairs, up: Floats, hot: float, cold: float, stability: float, steps: int) -> None:
    """The kernel as plain Python. Lists are several times faster than arrays where single numbers are read."""
    from sofra.analysis.seating import kernel as source

    numbers, states = w.tolist(), pairs.tolist()
    source.cool(numbers, states, up.tolist(), hot, cold, stability, steps)
    w[:], pairs[:] = numbers, states


@cache
def object_file() -> Path:
    """Where the machine code is kept: named for everything that it depends on."""
    here = Path(__file__).parent
    source = b"".join((here / name).read_bytes() for name in ("sheets.py", "kernel.py", "arrays.py", "machine_code.py"))
    facts = [source, *(_release(name) for name in ("numba", "llvmlite")), _processor()]
    return _cache_folder() / f"seating-{hashlib.sha256(b'|'.join(facts)).hexdigest()[:20]}.o"


def compile_beside() -> subprocess.Popen[bytes] | None:
    """Start a process that makes the object file, or None where that cannot be."""
    if not _release("numba") or not _is_ours(object_file().parent):
        return None
    return subprocess.Popen(  # noqa: S603  our own module
        [sys.executable, "-m", _MODULE],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def compile_now() -> None:
    """Compile the kernel and lay it into its place, whole or not at all."""
    target = object_file()
    if not _is_ours(target.parent) or target.exists():
        return
    with (target.parent / "compiling").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return  # another process is at it
        _lay(_compiled(), target)


def _lay(code: bytes, target: Path) -> None:
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        file.write(code)
    Path(file.name).replace(target)


# ---------------------------------------------------------------- where


def _cache_folder() -> Path:
    chosen = os.environ.get("XDG_CACHE_HOME")
    home = Path(chosen) if chosen else Path.home() / ".cache"
    for folder in (home / "sofra", Path(tempfile.gettempdir()) / f"sofra-{os.getuid()}"):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            continue
        if _is_ours(folder):
            return folder
    return home / "sofra"


def _is_ours(folder: Path) -> bool:
    """Whether nobody else can write there: what lies there will be run."""
    try:
        found = folder.stat()
    except OSError:
        return False
    return found.st_uid == os.getuid() and not found.st_mode & 0o022 and os.access(folder, os.W_OK)


def _release(package: str) -> bytes:
    """What tells one release of a package from another, read without importing anything; empty if it is not there."""
    found = find_spec(package)
    if found is None or not found.origin:
        return b""
    told = Path(found.origin).with_name("_version.py")
    return told.read_bytes() if told.exists() else str(Path(found.origin).stat().st_mtime_ns).encode()


def _processor() -> bytes:
    """What this machine's instructions depend on."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return repr(os.uname()).encode()
    lines = {line for line in text.splitlines() if line.startswith(("model name", "flags", "Features", "CPU part"))}
    return "".join(sorted(lines)).encode()


# ---------------------------------------------------------------- compiled and loaded


def _compiled() -> bytes:
    """The object file. The functions of the kernel become numba's own, so this belongs into a process of its own."""
    import llvmlite.binding as llvm
    from numba import njit, types

    from sofra.analysis.seating import kernel as source
    from sofra.analysis.seating import sheets

    def flat(kind: Any) -> Any:
        return types.Array(kind, 1, "C")

    real = types.float64
    signature = types.void(flat(types.int64), flat(types.uint16), flat(real), real, real, real, types.int64)
    jit: Any = njit
    helper = {"error_model": "numpy", "_nrt": False}
    for module in (sheets, source):
        for name, function in list(vars(module).items()):
            if isinstance(function, FunctionType) and name != "cool":
                made_of = jit(**helper)(function)
                _put_everywhere(name, made_of, (sheets, source))
    made = jit(signature, **helper, no_cpython_wrapper=True, no_cfunc_wrapper=True)(source.cool)
    parsed = llvm.parse_assembly(next(iter(made.inspect_llvm().values())))
    called = made.overloads[made.signatures[0]].fndesc.llvm_func_name
    parsed.get_function(called).name = _NAME
    return bytes(_machine(llvm).emit_object(parsed))


def _put_everywhere(name: str, compiled: Any, modules: tuple[Any, ...]) -> None:
    for module in modules:
        if hasattr(module, name):
            setattr(module, name, compiled)


def _machine(llvm: Any) -> Any:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    features = llvm.get_host_cpu_features().flatten()
    target = llvm.Target.from_default_triple()
    return target.create_target_machine(cpu=llvm.get_host_cpu_name(), features=features, opt=3, jit=True)


@cache
def _loaded(path: str) -> Kernel | None:
    try:
        import llvmlite.binding as llvm
    except ImportError:
        return None
    machine = _machine(llvm)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    engine.add_object_file(llvm.object_file.ObjectFileRef.from_data(Path(path).read_bytes()))
    engine.finalize_object()
    return _Loaded(engine, _prototype()(engine.get_function_address(_NAME)))


def _prototype() -> Any:
    """How numba calls: a place for the result, one for the error, then every array as seven values."""
    array = [ctypes.c_void_p, ctypes.c_void_p, *[ctypes.c_int64] * 2, ctypes.c_void_p, *[ctypes.c_int64] * 2]
    places = [ctypes.c_void_p, ctypes.c_void_p]
    return ctypes.CFUNCTYPE(ctypes.c_int32, *places, *array * 3, *[ctypes.c_double] * 3, ctypes.c_int64)


class _Loaded:
    """Machine code with the engine that keeps it in memory. Other threads run while it does."""

    def __init__(self, engine: Any, function: Callable[..., int]) -> None:
        self._engine = engine
        self._function = function

    def __call__(
        self, w: Ints, pairs: Pairs, up: Floats, hot: float, cold: float, stability: float, steps: int
    ) -> None:
        result, error = ctypes.c_void_p(), ctypes.c_void_p()
        arrays = [value for each in (w, pairs, up) for value in _as_numba_sees(each)]
        places = (ctypes.addressof(result), ctypes.addressof(error))
        status = self._function(*places, *arrays, hot, cold, stability, steps)
        if status > 0:
            raise RuntimeError(f"the kernel stopped with status {status}")


def _as_numba_sees(array: NDArray[Any]) -> tuple[int | None, ...]:
    """Owner, parent, number of items, bytes an item, address, shape and strides of a flat array."""
    if array.ndim != 1 or not array.flags.c_contiguous:
        raise ValueError("the kernel takes flat arrays without gaps")
    return None, None, array.size, array.itemsize, array.ctypes.data, array.size, array.strides[0]


if __name__ == "__main__":
    compile_now()
