/** What `--help` prints. */
import { COMMANDS, type Command, type Option } from './commands.ts'

const EXIT_CODES = `Exit codes
  0  the run is complete
  1  the --fail-on condition holds
  2  usage, configuration or registry is wrong: nothing was probed or written
  3  inconclusive: this machine cannot reach the internet; nothing was written
  4  everything was written, but a mail could not be delivered: it is sent first next time
  130  interrupted; nothing was written`

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

${EXIT_CODES}
`
}

function usageOf(name: string, { arguments: words, about, options }: Command): string {
  const lines = Object.entries(options).map(([option, told]) => [spelt(option, told), told.says] as const)
  const width = Math.max(0, ...lines.map(([left]) => left.length))
  const table = lines.map(([left, says]) => `  ${left.padEnd(width)}  ${says}`).join('\n')
  return `Usage: stillthere ${[name, words, lines.length > 0 && '[options]'].filter(Boolean).join(' ')}

${about}
${table === '' ? '' : `\nOptions\n${table}\n`}
${EXIT_CODES}
`
}

const spelt = (option: string, { value }: Option) => `--${option}${value === undefined ? '' : ` ${value}`}`
