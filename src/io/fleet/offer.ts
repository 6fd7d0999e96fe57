/** Offers jobs to the workers of a fleet and waits until the last is done. Asked again, it goes on with what is there. */
import { createHash } from 'node:crypto'
import type { Queue, Job as Queued, QueueEvents } from 'bullmq'
import type { Job } from '#model/job.ts'
import { type Engine, onceInARow, QUEUE } from './engine.ts'

/** Tries before a host is left out of the night; the first wait between two is this long (milliseconds), each further one twice as long. */
const ATTEMPTS = 5
const FIRST_WAIT = 5_000

/** Seconds that Redis keeps what nobody fetches: longer than any night. */
const A_DAY = 24 * 60 * 60

/** Milliseconds after which a job is looked at even if nothing was heard of it: an event may be lost with a connection. */
const GLANCE = 60_000

export type Offering = {
  /** Whether a job that was offered at this time earlier is one of this night's. */
  readonly isTonight: (at: string) => boolean
  /** Told of each job as it is done: with what a worker found, or why none did. */
  readonly done: (job: Job, ended: Ended) => void
  /** Told when the number of workers that are up is known. */
  readonly workers: (count: number) => void
  readonly trouble: (trouble: string) => void
}

export type Ended = { readonly result: unknown } | { readonly failure: string }

type Task = { readonly id: string; readonly job: Job }

export async function offer({ bullmq, connection }: Engine, jobs: readonly Job[], offering: Offering): Promise<void> {
  const queue = new bullmq.Queue<Job>(QUEUE, { connection })
  const events = new bullmq.QueueEvents(QUEUE, { connection })
  queue.setMaxListeners(0) // one for each job that is waited for
  queue.on('error', onceInARow(offering.trouble))
  events.on('error', () => {}) // the same Redis: told by the queue
  try {
    const tasks = jobs.map((job) => ({ id: idOf(job), job }))
    await put(queue, tasks, offering)
    offering.workers(await queue.getWorkersCount())
    await Promise.all(tasks.map(async (task) => offering.done(task.job, await endOf(await ended(queue, events, task, offering)))))
  } finally {
    await Promise.all([queue.close(), events.close()])
  }
}

/** The same question about the same host, for the night that follows the same one, is the same job; only its time may differ. */
function idOf({ at: _, ...job }: Job): string {
  return createHash('sha256').update(JSON.stringify(job)).digest('hex')
}

/** Adds the jobs that are not there. One that failed, or that was left from a night before, makes room for its like. */
async function put(queue: Queue<Job>, tasks: readonly Task[], { isTonight }: Offering): Promise<void> {
  const makeRoom = async ({ id }: Task) => {
    const there = await queue.getJob(id)
    if (there === undefined || (isTonight(there.data.at) && !(await there.isFailed()))) return
    await there.remove().catch(() => {}) // a worker is at it: its end is waited for first
  }
  await Promise.all(tasks.map(makeRoom))
  await queue.addBulk(
    tasks.map(({ id, job }) => ({
      name: job.host,
      data: job,
      opts: {
        jobId: id,
        attempts: ATTEMPTS,
        backoff: { type: 'exponential', delay: FIRST_WAIT },
        removeOnComplete: { age: A_DAY },
        removeOnFail: { age: A_DAY },
      },
    })),
  )
}

/** The task's job, done or given up tonight. Should Redis forget it meanwhile, it is offered again. */
async function ended(queue: Queue<Job>, events: QueueEvents, task: Task, offering: Offering): Promise<Queued<Job>> {
  for (;;) {
    const job = await queue.getJob(task.id)
    if (job?.finishedOn !== undefined && offering.isTonight(job.data.at)) return job
    if (job === undefined || job.finishedOn !== undefined) await put(queue, [task], offering)
    else await job.waitUntilFinished(events, GLANCE).catch(() => {}) // how it ended is read from the job
  }
}

/** A job that succeeded late still holds the reason why it had failed before. */
const endOf = async (job: Queued<Job>): Promise<Ended> => ((await job.isFailed()) ? { failure: job.failedReason } : { result: job.returnvalue })
