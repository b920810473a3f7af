#!/bin/sh
# Builds assets/room/ (office.glb, surround.hdr) from the scripts in this folder. Needs Blender 3.4 or newer.
# DRAFT=1 bakes with few samples, to look at shapes. A full bake takes about ten minutes on two cores.
set -eu
cd "$(dirname "$0")/../.."
exec nice -n 5 blender -b -noaudio --factory-startup --python-exit-code 1 -P tools/room/build.py -- assets/room
