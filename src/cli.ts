#!/usr/bin/env node
/** The command line: finds the command, gives it the real world, and turns errors into the contract's exit codes. */
import { readFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { COMMANDS, type World } from './commands/commands.ts'
import { INTERRUPTED } from './commands/exit-codes.ts'
import { help } from './commands/help.ts'
import { parse } from './commands/parse.ts'
import { InputError } from './model/errors.ts'

// The commands are loaded below, compiled from the second start on: that is half of what a start takes.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'))

const { stdout, stderr, env } = process

// A reader that has seen enough (`| head`) is no error.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

let writing = false
let endsItself = false
const interrupt = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    interrupt.abort()
    if (!writing && !endsItself) stop()
  })
}

function stop(): never {
  stderr.write('\nInterrupted.\n')
  process.exit(INTERRUPTED)
}

const world: World = {
  env,
  cwd: process.cwd(),
  stdout,
  stderr,
  interrupted: interrupt.signal,
  endsItself() {
    endsItself = true
  },
  async uninterrupted(task) {
    writing = true
    await task()
    writing = false
    if (interrupt.signal.aborted && !endsItself) stop()
  },
}

process.exitCode = await main(process.argv.slice(2))
// What an interrupted night still waits for (a host's pause, a slow answer) is not waited for.
if (interrupt.signal.aborted) process.exit()

async function main([name, ...words]: readonly string[]): Promise<number> {
  if (name === '--version') return print(`${version()}\n`)
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return print(help(words[0]))
  try {
    const command = COMMANDS[name]
    if (command === undefined) throw new InputError({ message: `There is no command "${name}".`, hint: 'See stillthere --help.' })
    if (words.includes('--help')) return print(help(name))
    const said = parse(name, command, words)
    const run = await command.load()
    return await run(said, world)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    stderr.write(`${error.message}\n`)
    return 2
  }
}

function print(text: string): number {
  stdout.write(text)
  return 0
}

function version(): string {
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version
}
