#!/usr/bin/env bash
# Runs the examples of the README against a running stack and checks what they print: the curl lines, and the Python and
# JavaScript listeners while the curl lines are run again. Exits 1 when an example does not do what the README says.
#
#   CHAT4ALL_API_URL   http://localhost:8082 unless told otherwise
#   CHAT4ALL_WS_URL    ws://localhost:8085 unless told otherwise
#   README_LISTENERS   which listeners must be run: "python javascript" unless told otherwise
set -euo pipefail

readme="$(cd "$(dirname "$0")/../.." && pwd)/README.md"
api="${CHAT4ALL_API_URL:-http://localhost:8082}"
ws="${CHAT4ALL_WS_URL:-ws://localhost:8085}"
listeners="${README_LISTENERS-python javascript}"
work="$(mktemp -d)"
pids=()

cleanup() {
    for pid in ${pids[@]+"${pids[@]}"}; do
        kill "$pid" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap cleanup EXIT

fail() {
    printf 'README: %s\n' "$1" >&2
    for file in ${2:+"$2"} ${2:+"${2%.out}.err"}; do
        if [ -s "$file" ]; then sed 's/^/    /' "$file" >&2; fi
    done
    exit 1
}

# block SECTION LANGUAGE: the code blocks of that language in that section, for the stack under test.
block() {
    awk -v section="## $1" -v fence='```'"$2" '
        /^## /          { inside = ($0 == section) }
        $0 == "```"     { code = 0 }
        inside && code  { print }
        $0 == fence     { code = 1 }
    ' "$readme" | sed -e "s#http://localhost:8082#${api%/}#g" -e "s#ws://localhost:8085#${ws%/}#g"
}

# expect FILE TEXT...: the file holds each of the texts.
expect() {
    local file="$1" text
    shift
    for text in "$@"; do
        grep -qF -- "$text" "$file" || fail "missing in the output: $text" "$file"
    done
}

# await FILE TEXT SECONDS
await() {
    local i
    for ((i = 0; i < $3 * 10; i++)); do
        if grep -qE -- "$2" "$1"; then return; fi
        sleep 0.1
    done
    fail "not seen within $3 s: $2" "$1"
}

run_curl_lines() {
    { block 'Talk to it' bash; echo 'echo; echo "MESSAGE=$MESSAGE"'; } >"$work/curl.sh"
    [ "$(grep -c curl "$work/curl.sh")" -ge 6 ] || fail 'the curl lines were not found'
    (cd "$work" && bash -eu curl.sh) >"$work/curl.out" 2>"$work/curl.err" || fail 'the curl lines failed' "$work/curl.out"
    expect "$work/curl.out" '"message_id":"msg_' '"status":"SENT"' '"status":"DELIVERED"' '"status":"READ"' \
        '"content":"Olá, Maria! 你好 😀"' '"pagination":'
    message="$(sed -n 's/^MESSAGE=//p' "$work/curl.out")"
}

# listener NAME COMMAND...: the program sees what the curl lines do while it runs.
listener() {
    local name="$1" pid
    shift
    (cd "$work" && exec "$@") >"$work/$name.out" 2>"$work/$name.err" &
    pid=$!
    pids+=("$pid")
    await "$work/$name.out" 'connected' 20
    run_curl_lines
    await "$work/$name.out" "$message" 10
    expect "$work/$name.out" 'NEW_MESSAGE' 'Olá, Maria! 你好 😀'
    kill "$pid" 2>/dev/null || true
    echo "README: the $name listener was told of the message"
}

python_with_websockets() {
    local candidate
    for candidate in python3 /usr/bin/python3; do
        if "$candidate" -c 'import websockets' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    fail 'no python3 has websockets: pip install websockets, or apt-get install python3-websockets'
}

run_curl_lines
echo 'README: the curl lines do what they say'
for name in $listeners; do
    case "$name" in
        python)
            block Listen python >"$work/listen.py"
            python="$(python_with_websockets)"
            PYTHONIOENCODING=utf-8 listener python "$python" listen.py
            ;;
        javascript)
            block Listen javascript >"$work/listen.mjs"
            if ! node -e 'process.exit(globalThis.WebSocket ? 0 : 1)'; then
                (cd "$work" && npm install --silent --no-audit --no-fund ws) || fail 'npm install ws failed'
            fi
            listener javascript node listen.mjs
            ;;
        *) fail "no such listener: $name" ;;
    esac
done
