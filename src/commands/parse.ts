/** Reads the words of a command line against a command's options. */
import { parseArgs } from 'node:util'
import { InputError } from '#model/errors.ts'
import type { Command, Said } from './commands.ts'

/**
 * The arguments and options that were given.
 * @throws {InputError} for an option the command does not know, a value that is missing, or too few or too many arguments
 */
export function parse(name: string, command: Command, words: readonly string[]): Said {
  const options = Object.fromEntries(Object.entries(command.options).map(([option, { type }]) => [option, { type }]))
  const { values, positionals } = read(name, options, words)
  const { least = 0, most = Number.POSITIVE_INFINITY } = command
  if (positionals.length < least || positionals.length > most) {
    const wanted = command.arguments === '' ? 'no arguments' : command.arguments
    throw new InputError({ message: `${name} takes ${wanted}, not ${positionals.length} arguments.`, hint: seeHelp(name) })
  }
  return { arguments: positionals, options: values }
}

function read(name: string, options: Record<string, { type: 'string' | 'boolean' }>, words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
  } catch (error) {
    const [message] = (error as Error).message.split('. To specify')
    throw new InputError({ message: `${message?.replace(/\.$/, '')}.`, hint: seeHelp(name) })
  }
}

const seeHelp = (name: string) => `See stillthere ${name} --help.`

/** One of the allowed words, or the default when the option was not given. */
export function oneOf<Word extends string>(said: Said, option: string, allowed: readonly Word[]): Word | undefined {
  const value = said.options[option]
  if (value === undefined) return undefined
  const word = allowed.find((candidate) => candidate === value)
  if (word === undefined) throw new InputError({ message: `--${option} must be ${allowed.join(' or ')}, not "${value}".` })
  return word
}

/** The text of an option. */
export function textOf(said: Said, option: string): string | undefined {
  const value = said.options[option]
  if (value === '') throw new InputError({ message: `--${option} needs a value.` })
  return typeof value === 'string' ? value : undefined
}
