/** What `--help` prints. */
import { COMMANDS, type Command, type Option } from './commands.ts'
import { EXIT_CODES, type ExitCode } from './exit-codes.ts'

/** The help of the tool, or of one command. */
export const help = (name?: string): string => {
  const command = name === undefined ? undefined : COMMANDS[name]
  return name === undefined || command === undefined ? overview() : usageOf(name, command)
}

function overview(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length))
  const commands = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  return `stillthere: nightly link health for dataset catalogues.

Usage: stillthere <command> [options]

${commands.join('\n')}

  stillthere <command> --help tells more; --version prints the version.

First steps
  stillthere check                 probe the catalogue in registry/, then read reports/README.md
  stillthere explain URL           why a link is judged the way it is

${exitCodes(ALL)}
`
}

function usageOf(name: string, { arguments: words, about, options, exits }: Command): string {
  const lines = Object.entries(options).map(([option, told]) => [spelt(option, told), told.says] as const)
  const width = Math.max(0, ...lines.map(([left]) => left.length))
  const table = lines.map(([left, says]) => `  ${left.padEnd(width)}  ${says}`).join('\n')
  return `Usage: stillthere ${[name, words, lines.length > 0 && '[options]'].filter(Boolean).join(' ')}

${about}
${table === '' ? '' : `\nOptions\n${table}\n`}
${exitCodes([0, 2, ...exits])}
`
}

const spelt = (option: string, { value }: Option) => `--${option}${value === undefined ? '' : ` ${value}`}`

const ALL = Object.keys(EXIT_CODES).map(Number) as ExitCode[]

const exitCodes = (codes: readonly ExitCode[]) =>
  ['Exit codes', ...codes.toSorted((a, b) => a - b).map((code) => `  ${code}  ${EXIT_CODES[code]}`)].join('\n')
