# Runs everything: build, format, unit, API, protocol, crash and browser tests, the SIMD matrix, and the suite again on PostgreSQL.
# Sourced by ./umul test. With arguments, they go to `dotnet test` instead (./umul test --filter Mlflow).
cd "$here"
need_to_build
missing=()
has chromium || has chromium-browser || has google-chrome || missing+=(chromium)
has python3 || missing+=(python3)
has git || missing+=(git)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
fc-list 2>/dev/null | grep -i 'noto.*cjk' >/dev/null || missing+=(fontconfig fonts-noto-cjk)
[ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"

passed=0 failed=0 skipped=0 broken=()

# Runs one step and goes on, so that one red step does not hide the next.
step() {
  local name=$1
  shift
  say "── $name"
  "$@" || broken+=("$name")
}

results="$here/artifacts/test-results"
rm -rf "$results"
suite() {
  local log="$results/$1.log" status=0
  shift
  mkdir -p "$results"
  dotnet test "$@" --no-build --nologo --logger "console;verbosity=minimal" >"$log" 2>&1 || status=$?
  grep -vE '^(Test run for|A total of|VSTest|$)' "$log" | tail -n 400 || true
  local line n
  while read -r line; do
    n=$(sed -E 's/.*Failed: +([0-9]+).*/\1/' <<<"$line"); failed=$((failed + n))
    n=$(sed -E 's/.*Passed: +([0-9]+).*/\1/' <<<"$line"); passed=$((passed + n))
    n=$(sed -E 's/.*Skipped: +([0-9]+).*/\1/' <<<"$line"); skipped=$((skipped + n))
  done < <(grep -E '(Passed|Failed)! +- Failed:' "$log" || true)
  return $status
}

if [ $# -gt 0 ]; then
  exec dotnet test Umul.slnx "$@"
fi

say "── restore and build"
dotnet restore Umul.slnx --locked-mode -v q || { say "The lock files do not match the projects: run 'dotnet restore --force-evaluate' and commit them."; exit 1; }
dotnet build Umul.slnx --no-restore -v q -clp:NoSummary || exit 1

step "format" dotnet format Umul.slnx --no-restore --verify-no-changes --severity error
step "evaluation" suite evaluation tests/Umul.Evaluation.Tests
for level in EnableAVX512 EnableAVX2 EnableHWIntrinsic; do
  export "DOTNET_$level=0"
  step "evaluation, $level off" suite "evaluation-$level" tests/Umul.Evaluation.Tests --filter "Category!=Slow"
  unset "DOTNET_$level"
done
step "umul" suite umul tests/Umul.Tests
step "python client" python3 -m unittest discover -q -s clients/python
. tests/postgres.sh
step "umul on PostgreSQL" on_postgres suite postgres tests/Umul.Tests --filter "FullyQualifiedName!~.Browser.&Category!=Slow"

# The end of a long log is what people see, so what failed stands there by name.
grep -hE '^ +Failed [A-Za-z]' "$results"/*.log 2>/dev/null || true
for name in "${broken[@]}"; do say "FAILED: $name"; done
# A step that failed without a failed test (format, a crash) counts as one failure, so that the last line never lies.
[ ${#broken[@]} = 0 ] || [ "$failed" -gt 0 ] || failed=${#broken[@]}
echo "$passed passed, $failed failed, $skipped skipped"
[ ${#broken[@]} = 0 ] && [ "$failed" = 0 ]
