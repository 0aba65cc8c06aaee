#!/usr/bin/env python3
"""Records the terminal client on a running stack: terminal.cast (asciicast v2) and terminal.svg, its last screen.

    ./chat4all up --detach && docs/images/record.py

Drives the real menu through a pseudo-terminal; needs nothing but Python. CHAT4ALL_API_URL and CHAT4ALL_WS_URL name
another stack, CHAT4ALL_LANG another language.
"""
import codecs
import fcntl
import html
import json
import os
import pty
import re
import select
import struct
import sys
import tempfile
import termios
import time
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE.parent.parent
COLUMNS, ROWS = 90, 30
PATIENCE = 120
CONVERSATION = "conv_%d" % time.time()
# What is waited for, and what is then typed.
STEPS = [
    ("not signed in", "1"),
    ("New here?", ""),
    ("Username", "user_a"),
    ("Password", "pass_a"),
    ("● user_a", "2"),
    ("To", "user_b"),
    ("Conversation", CONVERSATION),
    ("Text", "Olá, Maria! 你好"),
    ("● user_a", "4"),
    ("Conversation", CONVERSATION),
    ("● user_a", "q"),
]
COLOURS = ["#0f1615", "#ff9a92", "#62d08d", "#f6dd97", "#7cc4f2", "#f090bd", "#5cc8b8", "#e8eeec"]
SEQUENCE = re.compile(r"\x1b\[([0-9;?]*)([A-Za-z])|\x1b[=>]|\x1b\][^\x07]*\x07")


def run():
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(HOME)
        os.environ.update(TERM="xterm-256color", CHAT4ALL_SESSION_FILE=tempfile.mktemp())
        os.environ.setdefault("CHAT4ALL_LANG", "en")
        os.execv("./chat4all", ["./chat4all", "cli"])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    while not select.select([terminal], [], [], PATIENCE)[0]:
        pass
    began = time.time()
    events, shown, read = [], "", 0
    decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def take(seconds):
        nonlocal shown
        if not select.select([terminal], [], [], seconds)[0]:
            return True
        try:
            data = os.read(terminal, 65536)
        except OSError:
            return False
        text = decoder.decode(data)
        events.append([time.time() - began, "o", text])
        shown += SEQUENCE.sub("", text)
        return bool(data)

    for expected, answer in STEPS:
        until = time.time() + PATIENCE
        while expected not in shown[read:]:
            if time.time() > until or not take(0.2):
                sys.exit(f"waited for {expected!r}, saw:\n{shown[read:]}")
        read = len(shown)
        for character in answer + "\r":
            os.write(terminal, character.encode())
            take(0.06)
    while take(5):
        pass
    os.waitpid(pid, 0)
    return events


def lines(text):
    """What has been written, line by line as (text, colour, bold): the menu writes downwards only."""
    result, line, at, colour, bold = [], [], 0, None, False
    position = 0
    while position < len(text):
        found = SEQUENCE.match(text, position)
        if found:
            position = found.end()
            numbers, kind = found.group(1) or "", found.group(2)
            if kind == "m":
                for number in [int(one or 0) for one in numbers.split(";")]:
                    if number == 0:
                        colour, bold = None, False
                    elif number == 1:
                        bold = True
                    elif 30 <= number <= 37:
                        colour = COLOURS[number - 30]
                    elif 90 <= number <= 97:
                        colour = COLOURS[number - 90]
            elif kind == "K":
                del line[at:]
            elif kind == "D":
                at = max(0, at - int(numbers or 1))
            elif kind == "G":
                at = int(numbers or 1) - 1
            continue
        character = text[position]
        position += 1
        if character == "\n":
            result.append(line)
            line, at = [], 0
        elif character == "\r":
            at = 0
        elif character == "\b":
            at = max(0, at - 1)
        elif character >= " ":
            line[at:at + 1] = [(character, colour, bold)]
            at += 1
    return result + [line]


def width(character):
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def svg(screen):
    cell, row, pad = 8.4, 19, 16
    high = len(screen) * row + 2 * pad
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{COLUMNS * cell + 2 * pad:.0f}" height="{high}" '
        'font-family="ui-monospace, DejaVu Sans Mono, Noto Sans Mono CJK SC, monospace" font-size="14" fill="#e8eeec">',
        "<title>The terminal client</title>",
        '<rect width="100%" height="100%" rx="12" fill="#0f1615"/>',
    ]
    for number, line in enumerate(screen):
        column, at = 0, 0
        while at < len(line):
            end = at
            while end < len(line) and line[end][1:] == line[at][1:]:
                end += 1
            run_ = "".join(one[0] for one in line[at:end])
            wide = sum(map(width, run_))
            if run_.strip():
                style = (f' fill="{line[at][1]}"' if line[at][1] else "") + (' font-weight="700"' if line[at][2] else "")
                parts.append(
                    f'<text x="{pad + column * cell:.1f}" y="{pad + number * row + 14}"{style} textLength="{wide * cell:.1f}" '
                    f'xml:space="preserve">{html.escape(run_)}</text>')
            column += wide
            at = end
    return "\n".join(parts + ["</svg>", ""])


def main():
    events = run()
    header = {"version": 2, "width": COLUMNS, "height": ROWS, "title": "Chat4All in the terminal", "env": {"TERM": "xterm-256color"}}
    with open(HERE / "terminal.cast", "w", encoding="utf-8") as cast:
        for line in [header, *([round(when, 3), kind, text] for when, kind, text in events)]:
            cast.write(json.dumps(line, ensure_ascii=False) + "\n")
    everything = lines("".join(text for _, _, text in events))
    (HERE / "terminal.svg").write_text(svg(everything[-ROWS:]), encoding="utf-8")


main()
