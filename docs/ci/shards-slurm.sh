#!/bin/sh
# Builds all variants as an array of Slurm jobs that share finished steps. From a checkout that all nodes see, with
# pylonctl built in it:  sbatch --array=1-8 docs/ci/shards-slurm.sh
# Set PYLON_REMOTE_STORE and PYLON_REMOTE_KEY_FILE before; sbatch passes the environment on.
#SBATCH --job-name=pylon
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --time=02:00:00
set -eu

# Builds of one checkout take turns, so that each job works in a copy; steps go through the store.
copy=${TMPDIR:-/tmp}/pylon-$SLURM_ARRAY_JOB_ID-$SLURM_ARRAY_TASK_ID
trap 'rm -rf "$copy"' EXIT
git clone --quiet --shared "$SLURM_SUBMIT_DIR" "$copy"
mkdir -p "$copy/build"
ln -s "$SLURM_SUBMIT_DIR/build/venv" "$copy/build/venv"

"$SLURM_SUBMIT_DIR/build/release/src/pylonctl" --project "$copy" build --all -j "${SLURM_CPUS_PER_TASK:-2}" \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT"
# With more jobs than variants some have made nothing.
[ ! -d "$copy/artifacts" ] || cp -a "$copy/artifacts/." "$SLURM_SUBMIT_DIR/artifacts/"
