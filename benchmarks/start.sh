#!/bin/sh
# How long until both sides answer: the first start in a fresh clone without .venv, then five later starts.
# Usage: benchmarks/start.sh    (needs the network for the first start; prints seconds)
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
clone=$(mktemp -d)
trap 'rm -rf "$clone"' EXIT
git clone -q "$here" "$clone/sofra"
cd "$clone/sofra"

timed_start() {
    begin=$(date +%s.%N)
    ./start --door-port 8790 --floor-port 8791 >"$clone/log" 2>&1 &
    until grep -q "Ctrl+C" "$clone/log"; do sleep 0.02; done
    end=$(date +%s.%N)
    kill $!
    wait $! 2>/dev/null || true
    echo "$1 $(echo "$end - $begin" | bc)"
}

timed_start first
for n in 1 2 3 4 5; do timed_start later; done
