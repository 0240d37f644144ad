// One session of the npm client, every method it has. Prints what each call gave; the test judges.
const MLflow = require('mlflow')

const client = new MLflow({ endpoint: process.argv[2] })
const { Experiments, Runs, Metrics, Artifacts } = client
const results = []
console.log = () => {} // the client prints each body

async function call(name, work) {
  try {
    const answer = await work()
    results.push({ name, answer })
    return answer
  } catch (error) {
    results.push({ name, error: String(error.message) })
    return null
  }
}

async function session() {
  const name = `npm-${Date.now()}-${Math.random()}`
  const { experiment_id } = await call('Experiments.create', () => Experiments.create({ name }))
  await call('Experiments.get', () => Experiments.get({ experiment_id }))
  await call('Experiments.update', () => Experiments.update({ experiment_id, new_name: name + '-renamed' }))
  await call('Experiments.list', () => Experiments.list())
  await call('Experiments.setExperimentTag', () => Experiments.setExperimentTag({ experiment_id, key: 'k', value: 'v' }))
  const { run } = await call('Runs.create', () => Runs.create({ experiment_id, user_id: 'npm', start_time: 1700000000000, tags: [{ key: 'a', value: 'b' }] }))
  const run_id = run.info.run_id
  await call('Runs.logMetric', () => Runs.logMetric({ run_id, key: 'loss', value: 0.5, timestamp: 1700000000001, step: 1 }))
  await call('Runs.logParameter', () => Runs.logParameter({ run_id, key: 'lr', value: '0.1' }))
  await call('Runs.setTag', () => Runs.setTag({ run_id, key: 't', value: '1' }))
  await call('Runs.deleteTag', () => Runs.deleteTag({ run_id, key: 't' }))
  await call('Runs.logBatch', () => Runs.logBatch({
    run_id, metrics: [{ key: 'loss', value: 0.25, timestamp: 1700000000002, step: 2 }], params: [{ key: 'epochs', value: '3' }], tags: [{ key: 'c', value: 'd' }],
  }))
  await call('Runs.get', () => Runs.get({ run_id }))
  await call('Runs.search', () => Runs.search({ experiment_ids: [experiment_id], filter: "metrics.loss < 0.3 and params.lr = '0.1'" }))
  await call('Metrics.getHistory', () => Metrics.getHistory({ run_id, metric_key: 'loss' }))
  await call('Artifacts.list', () => Artifacts.list({ run_id }))
  await call('Runs.update', () => Runs.update({ run_id, status: 'FINISHED', end_time: 1700000000003 }))
  await call('Runs.delete', () => Runs.delete({ run_id }))
  await call('Runs.restore', () => Runs.restore({ run_id }))
  await call('Experiments.delete', () => Experiments.delete({ experiment_id }))
  await call('Experiments.restore', () => Experiments.restore({ experiment_id }))
}

session().then(() => process.stdout.write(JSON.stringify(results)))
