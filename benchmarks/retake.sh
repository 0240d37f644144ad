#!/usr/bin/env bash
# Takes every table of RESULTS.md again and prints it: benchmarks/retake.sh [FIXTURE_FOLDER]
# About 20 minutes on a quiet machine of two cores. The big fixture (a folder written by `fixture FOLDER --scale large`, 45 minutes) and the
# MLflow server beside which rows are taken are not made here: see RESULTS.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
./umul up --help >/dev/null
dotnet build benchmarks/Umul.Benchmarks -c Release -v q -clp:NoSummary -p:RunAnalyzers=false
program=artifacts/app/umul
bench() {
  printf '\n== %s   (load %s)\n' "$*" "$(cut -d' ' -f1 /proc/loadavg)"
  artifacts/bin/Umul.Benchmarks/release/Umul.Benchmarks "$@" || echo "FAILED: $*"
}

bench load "$program" 5 start
bench floor
for round in 1 2 3; do bench load "$program" 5 metric1 metric8; done
bench load "$program" 5 metric batch runs history bytes
bench floor
bench read "$program"
bench growth "$program"
[ $# = 0 ] || bench pages "$program" "$1"
bench comparison "$program"
bench viewer "$program"
bench import
bench detection
bench transcription
bench segmentation
bench files
bench statistics speed
for peer in detection transcription; do
  printf '\n== %s_peer.py\n' "$peer"
  python3 "benchmarks/${peer}_peer.py" || echo "FAILED: ${peer}_peer.py"
done
