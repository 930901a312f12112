/**
 * The Python that is loaded into the tests' processes: it switches the trap on and writes down every raise that reaches the
 * runner of the tests. It is put into a folder of its own on Python's path, so that no file of the project is touched.
 */

/** Names of the environment variables that the Python reads. */
export const trapVariables = {
  /** The file that lines of JSON are appended to. */
  log: 'DECIMAL_BENCHMARK_TRAP_LOG',
  /** The folder whose files are the project's own. */
  root: 'DECIMAL_BENCHMARK_TRAP_ROOT',
} as const;

/** The plugin that pytest loads. */
export const pytestPlugin = 'decimal_benchmark_pytest';

const trap = `"""Raises decimal.FloatOperation wherever a float meets a Decimal, and writes down where."""
import decimal
import json
import os
import sys
import traceback

_log = os.environ["${trapVariables.log}"]
_root = os.path.realpath(os.environ["${trapVariables.root}"])


def record(error):
    """Writes down where the error, or one that it came from, was raised by a float meeting a Decimal."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if _is_meeting(error):
            _record_place(error)
        error = error.__cause__ or error.__context__


def _is_meeting(error):
    if isinstance(error, decimal.FloatOperation):
        return True
    text = str(error)
    return isinstance(error, TypeError) and "decimal.Decimal" in text and "'float'" in text


def _record_place(error):
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_own(frame.filename)]
    if own:
        message = "FloatOperation" if isinstance(error, decimal.FloatOperation) else str(error)
        _write({"path": os.path.realpath(own[-1].filename), "line": own[-1].lineno, "message": message})


def _is_own(path):
    path = os.path.realpath(path)
    return path.startswith(_root + os.sep) and "site-packages" not in path and os.path.exists(path)


def _write(entry):
    with open(_log, "a", encoding="utf-8") as log:
        log.write(json.dumps(entry) + "\\n")


def _record_formatted():
    """Runners of tests, loaders of modules and logs all make a TracebackException of what they tell."""
    original = traceback.TracebackException.__init__

    def recording(self, kind, error, *arguments, **options):
        record(error)
        original(self, kind, error, *arguments, **options)

    traceback.TracebackException.__init__ = recording


def _record_uncaught():
    original = sys.excepthook

    def recording(kind, error, trace):
        record(error)
        original(kind, error, trace)

    sys.excepthook = recording


decimal.DefaultContext.traps[decimal.FloatOperation] = True
decimal.getcontext().traps[decimal.FloatOperation] = True
_record_formatted()
_record_uncaught()
_write({"python": sys.version.split()[0]})
`;

const pytestHooks = `"""Hands what pytest sees raised to the trap."""
import decimal_benchmark_trap


def pytest_runtest_makereport(item, call):
    if call.excinfo is not None:
        decimal_benchmark_trap.record(call.excinfo.value)


def pytest_exception_interact(node, call, report):
    decimal_benchmark_trap.record(call.excinfo.value)
`;

const startup = `"""Python imports this at its start: it loads the trap, then what it stands before."""
import importlib.machinery
import importlib.util
import os
import sys

import decimal_benchmark_trap

_here = os.path.dirname(os.path.abspath(__file__))
_others = [folder for folder in sys.path if os.path.abspath(folder) != _here]
_next = importlib.machinery.PathFinder.find_spec("sitecustomize", _others)
if _next is not None and _next.loader is not None:
    _next.loader.exec_module(importlib.util.module_from_spec(_next))
`;

/** The files of the folder, by name. */
export const pluginFiles: Readonly<Record<string, string>> = {
  'decimal_benchmark_trap.py': trap,
  [`${pytestPlugin}.py`]: pytestHooks,
  'sitecustomize.py': startup,
};
