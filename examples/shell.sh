#!/bin/sh
# A run from a plain shell, without Python: the MLflow protocol is ordinary HTTP and JSON.
#   ./shell.sh            (needs curl; UMUL_URI names another server)
# To record a whole command with its console output instead: python3 umul.py run -- ./my-training --lr 0.1
set -e
server=${UMUL_URI:-http://127.0.0.1:5190}
post() { curl -sS --fail-with-body -H 'Content-Type: application/json' "$server/api/2.0/mlflow/$1" -d "$2"; }
now() { echo "$(date +%s)000"; }

run=$(post runs/create "{\"experiment_id\": \"0\", \"run_name\": \"shell\", \"start_time\": $(now)}" | sed 's/.*"run_id": *"\([^"]*\)".*/\1/')
post runs/log-parameter "{\"run_id\": \"$run\", \"key\": \"lr\", \"value\": \"0.1\"}" > /dev/null
for step in 1 2 3 4 5 6 7 8 9 10; do
    loss=$(awk "BEGIN { print 1 / $step }")
    post runs/log-metric "{\"run_id\": \"$run\", \"key\": \"loss\", \"value\": $loss, \"step\": $step, \"timestamp\": $(now)}" > /dev/null
done
post runs/update "{\"run_id\": \"$run\", \"status\": \"FINISHED\", \"end_time\": $(now)}" > /dev/null
echo "logged: run $run"
