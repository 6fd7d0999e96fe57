/** What stands below a link of the page: what happened and what to do, and the evidence, which unfolds. */
import type { EvidenceLine } from '#model/memory.ts'
import { day } from '#report/dates.ts'
import { plain } from '#report/escape.ts'
import { type Html, html, type Value } from '#report/html.ts'
import { dayOf, type Stretch, statusChanges } from '#report/nights.ts'
import type { Row } from '#report/rows.ts'
import type { LinkView } from '#report/view.ts'
import { address, bytes } from './address.ts'
import type { Say } from './phrases.ts'

export function details({ link, seen, positions }: Row, stretches: readonly Stretch[], say: Say): Html {
  const places = positions.map(({ file, line }) => plain(`${file}:${line}`)).join(' · ')
  if (seen === undefined) return html`<p>${link.paused !== undefined && plain(link.paused)}<p>${places}`
  const facts = factsOf(seen).join(' · ')
  const told = seen.status === 'alive' && facts !== '' ? facts : happened(seen, say)
  const folded = [
    html`<p>${places}`,
    facts !== '' && facts !== told && html`<p>${facts}`,
    exchanges(seen).map((line) => html`<p>${exchange(line)}`),
    seen.detail !== undefined && html`<p><q>${plain(seen.detail)}</q>`,
    seen.evidence.length === 0 && html`<p>${say('unasked')}`,
    seen.vantage !== undefined && html`<p>${say('seenFrom', plain(seen.vantage))}`,
    past(stretches, say),
  ]
  return html`<details><summary>${told}</summary>${folded}</details>${advice(seen, say)}`
}

/** Of a living link the last exchange tells enough: that it is alive stands on that one. */
const exchanges = ({ status, evidence }: LinkView) => (status === 'alive' ? evidence.slice(-1) : evidence)

const exchange = ({ method, url, status, failure }: EvidenceLine) =>
  html`${plain(`${method} ${url}`)} <b>${failure === undefined ? status : plain(failure)}</b>`

function happened({ reason, standing, begun, lastAlive, status }: LinkView, say: Say): Html {
  const what = standing ? say('standing', day(begun), { phrase: reason }) : say(reason)
  if (status === 'alive') return what
  return html`${what} · ${lastAlive === null ? say('neverAlive') : say('lastAlive', day(lastAlive))}`
}

/** The picture of the nights in words, the latest first. */
function past(stretches: readonly Stretch[], say: Say): Value {
  const changes = statusChanges(stretches)
  if (changes.length < 2) return false
  return html`<p>${changes.toReversed().map(({ from, verdict }, i) => html`${i > 0 && ' · '}${dayOf(from)} ${say(verdict?.status ?? 'page.left')}`)}`
}

/** What somebody is to do, in the open. */
function advice({ incident, standing, reason, warnings, replacement }: LinkView, say: Say): Value {
  return [
    incident !== null && html`<p class="todo">${say('todoLabel')} ${say(standing ? 'byHand' : `todo.${reason}`)}`,
    warnings.map((warning) => html`<p class="todo">${say(`warning.${warning}`)}`),
    replacement !== null &&
      html`<p class="todo">${say('replacementLabel')} ${address(replacement.url, replacement.url)} ${say(
        replacement.certain ? 'certain' : 'likely',
        plain(replacement.why),
      )}`,
  ]
}

/** Title, size, number of files, version, licence and date, as far as the host tells. */
function factsOf({ facts: { title, bytes: size, version, licence, updatedAt } }: LinkView): readonly string[] {
  const known = [title, size === undefined ? undefined : bytes(size), version, licence, updatedAt === undefined ? undefined : day(updatedAt)]
  return known.filter((fact) => fact !== undefined).map(plain)
}
