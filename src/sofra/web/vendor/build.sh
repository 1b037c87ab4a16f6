#!/bin/sh
# Builds the file that the page for passes loads, from packages pinned by hash, and prints its SHA-256.
# With a folder as argument it builds there and leaves the kept file alone: to compare.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${1:-$here/../static/vendor/passes}"
out=$(cd "${1:-$here/../static/vendor/passes}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/package-lock.json" "$here/passes.js" "$work"
cd "$work"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
node_modules/.bin/esbuild passes.js --bundle --minify --format=esm --target=es2022 --platform=browser \
    --legal-comments=none --charset=ascii --log-level=warning --outfile="$out/passes.min.js"
{
    for package in @cloudflare/blindrsa-ts sjcl lean-qr; do
        printf '%s %s\n\n' "$package" "$(node -p "require('./node_modules/$package/package.json').version")"
        cat "node_modules/$package"/LICENSE*
        printf '\n\n'
    done
} > "$out/LICENSES.txt"
cd "$out" && sha256sum passes.min.js
