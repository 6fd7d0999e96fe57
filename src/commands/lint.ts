/** `stillthere lint`: what is wrong with the catalogue as a text, without any network. */
import { type Finding, RULES } from '#catalogue/finding.ts'
import type { Judge } from '#catalogue/lint/judge.ts'
import { lint } from '#catalogue/lint/lint.ts'
import { readSources } from '#catalogue/read.ts'
import { leftOut } from '#catalogue/skip.ts'
import { assign, GENERIC } from '#core/plan.ts'
import type { Checkers } from '#model/checker.ts'
import type { Position } from '#model/registry.ts'
import { plain } from '#report/escape.ts'
import { count } from '#report/words.en.ts'
import type { Run } from './commands.ts'
import { painter } from './paint.ts'
import { setup } from './setup.ts'

export const lintCatalogue: Run = async (said, world) => {
  const { config, checkers } = await setup(said, world)
  const sources = await readSources(config.catalogue, world.cwd)
  const findings = lint(sources, judgeBy(checkers))
  if (said.options.json === true) world.stdout.write(`${JSON.stringify(findings.map(machineForm), null, 2)}\n`)
  else {
    const paint = painter(world.stdout)
    for (const finding of findings) world.stdout.write(`${isError(finding) ? paint('bold', lineOf(finding)) : lineOf(finding)}\n`)
    const skipped = sources.flatMap((source) => ('reading' in source ? source.reading.skipped : []))
    for (const one of skipped) world.stderr.write(`${plain(`${placeOf(one.position)} ${leftOut(one)}`)}\n`)
    world.stderr.write(summary(findings, sources.length, skipped.length))
  }
  return findings.some(isError) ? 1 : 0
}

/** What the checkers read in a link; those of special hosts know of https, and when two links mean the same. */
export function judgeBy(checkers: Checkers): Judge {
  return (link) => {
    const { host, checker, parsed } = assign(link, checkers)
    const special = host !== GENERIC
    if ('invalid' in parsed) return { host, invalid: parsed, https: false }
    const https = special && checker.urls.every(({ form }) => form.startsWith('https://'))
    return { host, https, ...(special && { meaning: `${host} ${JSON.stringify(parsed.target)}` }) }
  }
}

const isError = ({ rule }: Finding) => RULES[rule] === 'error'

/** One line for a person. */
export const lineOf = ({ rule, position, message, suggestion }: Finding) =>
  plain(`${placeOf(position)} ${rule} ${message}`) + (suggestion === undefined ? '' : ` → ${plain(suggestion)}`)

/** In the contract's form. */
const machineForm = ({ rule, position, message, url, suggestion }: Finding) => ({
  ...position,
  rule,
  severity: RULES[rule],
  message,
  ...(url !== undefined && { url }),
  ...(suggestion !== undefined && { suggestion }),
})

const placeOf = ({ file, line, column }: Position) => `${file}:${line}:${column}`

function summary(findings: readonly Finding[], files: number, skipped: number): string {
  const errors = findings.filter(isError).length
  const more = skipped === 0 ? '' : ` ${count(skipped, 'other link')} left out.`
  return `${count(errors, 'error')}, ${count(findings.length - errors, 'warning')} in ${count(files, 'file')}.${more}\n`
}
