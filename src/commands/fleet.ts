/** `stillthere fleet`: a night on several machines, by a queue on Redis. One enqueues it and concludes it, the others work. */
import { InputError } from '#model/errors.ts'
import type { Run } from './commands.ts'

type Word = { readonly load: () => Promise<Run>; readonly options: readonly string[] }

const WORDS: Readonly<Record<string, Word>> = {
  enqueue: {
    load: async () => (await import('./enqueue.ts')).enqueue,
    options: ['config', 'reports', 'at', 'no-mail', 'json', 'fail-on', 'lang', 'quiet'],
  },
  work: { load: async () => (await import('./work.ts')).work, options: ['config', 'patience'] },
}

export const fleet: Run = async (said, world) => {
  const [name = '', ...rest] = said.arguments
  const word = WORDS[name]
  if (word === undefined) throw new InputError({ message: `fleet does not know "${name}".`, hint: 'See stillthere fleet --help.' })
  const foreign = Object.keys(said.options).find((option) => !word.options.includes(option))
  if (foreign !== undefined) throw new InputError({ message: `fleet ${name} does not know --${foreign}.`, hint: 'See stillthere fleet --help.' })
  return (await word.load())({ ...said, arguments: rest }, world)
}
