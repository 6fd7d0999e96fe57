/** A worker of a fleet: takes jobs from the queue until it is told to end. */
import { once } from 'node:events'
import { setTimeout as after } from 'node:timers/promises'
import { type Engine, onceInARow, QUEUE } from './engine.ts'

/** Times that a job may lose its worker: one that takes every worker down with it is given up. */
const LOST_WORKERS = 3

/** Milliseconds for which a worker that heard nobody leaves the jobs to others. */
const REST = 60_000

/** Milliseconds for handing back what is under way. What Redis is not told then, others notice by themselves. */
const FAREWELL = 10_000

/** What came of a job: a result; nobody was heard, so that another worker must try; or no time is left for it here. */
export type Came = { readonly result: unknown } | { readonly unheard: string } | 'interrupted'

export type Serving = {
  /** Jobs at once. */
  readonly concurrency: number
  /** Milliseconds without a sign of life after which a worker's jobs are given to another. */
  readonly patience: number
  readonly interrupted: AbortSignal
  /** Does a job. What it throws counts as a failed try. */
  readonly work: (job: unknown) => Promise<Came>
  /** Told when jobs are waited for. */
  readonly ready: () => void
  /** Told of a job once the queue has its result. */
  readonly done: (host: string) => void
  /** Told of a try that failed. */
  readonly failed: (host: string, why: string) => void
  readonly trouble: (trouble: string) => void
}

/** Comes back when interrupted, and when every job it had is done or handed back. */
export async function serve({ bullmq, connection }: Engine, serving: Serving): Promise<void> {
  const { concurrency, patience, interrupted, work, ready, done, failed, trouble } = serving
  const worker = new bullmq.Worker(
    QUEUE,
    async (job, token = '') => {
      const came = await work(job.data)
      if (came === 'interrupted') {
        await job.moveToWait(token) // at once for another worker, and none of the job's tries
        throw new bullmq.WaitingError()
      }
      if ('result' in came) return came.result
      await rest()
      throw new Error(came.unheard)
    },
    { connection, concurrency, lockDuration: patience, stalledInterval: patience, maxStalledCount: LOST_WORKERS - 1 },
  )
  worker.on('error', onceInARow(trouble))
  worker.on('completed', (job) => done(job.name))
  worker.on('failed', (job, error) => failed(job?.name ?? 'a job', error.message))

  async function rest() {
    if (worker.isPaused()) return
    await worker.pause(true)
    setTimeout(() => worker.resume(), REST).unref()
  }

  await worker.waitUntilReady()
  ready()
  if (!interrupted.aborted) await once(interrupted, 'abort')
  await Promise.race([worker.close(), after(FAREWELL)])
}
