"""Prints the sections of the functions that callgrind recorded: sections.py PROGRAM TRACE...

Functions that appear in all traces, such as those of startup, come first.
"""

import collections
import os
import re
import subprocess
import sys


def executed(path, program):
    """Returns the names of the program's own functions in a trace. https://valgrind.org/docs/manual/cl-format.html"""
    objects, functions = {}, {}
    within = False
    names = set()

    def resolve(text, table):
        number, name = re.fullmatch(r"(\(\d+\))?\s*(.*)", text).groups()
        if number and name:
            table[number] = name
        return name or table.get(number, "")

    with open(path, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            key, _, text = line.rstrip("\n").partition("=")
            if key in ("ob", "cob"):
                name = resolve(text, objects)
                if key == "ob":
                    within = name == program
            elif key in ("fn", "cfn"):
                name = resolve(text, functions)
                if key == "fn" and within:
                    # Callgrind numbers recursive calls: f'2.
                    names.add(re.sub(r"'\d+$", "", name))
    return names


def defined(program):
    """Returns the names of all functions that have a symbol."""
    lines = subprocess.run(["nm", "--defined-only", program], check=True, capture_output=True, text=True).stdout
    return {fields[2] for fields in map(str.split, lines.splitlines()) if len(fields) == 3 and fields[1] in "tTwW"}


def main():
    program = os.path.realpath(sys.argv[1])
    known = defined(program)
    traces = collections.Counter()
    for path in sys.argv[2:]:
        traces.update(executed(path, program) & known)
    if not traces:
        sys.exit("The traces contain no function of the program. Is it stripped?")
    for name in sorted(traces, key=lambda name: (-traces[name], name)):
        print(f".text.{name}")


if __name__ == "__main__":
    main()
