#!/usr/bin/env bash
# Writes assets/licences/libraries.tsv: name, version and licence of every library that is compiled into Greenroom on any platform.
# The About page shows it. Run it after a change of dependencies; a test says when it is due.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo metadata --format-version 1 --locked | python3 -c '
import json, sys
data = json.load(sys.stdin)
packages = {package["id"]: package for package in data["packages"]}
nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
root = data["resolve"]["root"]
seen, todo = set(), [root]
while todo:
    at = todo.pop()
    if at in seen:
        continue
    seen.add(at)
    for dependency in nodes[at]["deps"]:
        # What only tests or build scripts need is not part of the program.
        if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
            todo.append(dependency["pkg"])
rows = sorted((p["name"], p["version"], p["license"] or "see its own files") for p in (packages[i] for i in seen if i != root))
print("\n".join("\t".join(row) for row in rows))
' > assets/licences/libraries.tsv
