import { describe, expect, it } from 'vitest'
import { believed, believedAlone, calibrate, trusted, withLivingLinks } from '#core/calibration.ts'
import { type Reason, verdict } from '#model/verdict.ts'
import { outcome } from '../support/night.ts'

const said = (...reasons: readonly Reason[]) => reasons.map((reason) => verdict(reason))

describe('the controls of a host', () => {
  it.each([
    [said('listed'), said('not-found'), 'ok', 'ok', true],
    [said('not-found', 'listed'), said('not-found'), 'ok', 'ok', true],
    [said('not-found'), said('not-found'), 'failed', 'ok', false],
    [said('unrecognised'), said('not-found'), 'failed', 'ok', false],
    [said('timeout'), said('challenged'), 'unanswered', 'unanswered', false],
    [said('listed'), said('listed'), 'ok', 'failed', false],
    [said('listed'), said('unrecognised'), 'ok', 'failed', false],
    [said(), said('not-found'), 'none', 'ok', false],
    [said(), said(), 'none', 'none', true],
  ])('%#: present %o, absent %o', (present, absent, first, second, trust) => {
    const calibration = calibrate(present, absent)
    expect(calibration).toEqual({ present: first, absent: second })
    expect(trusted(calibration)).toBe(trust)
  })

  it('are made up for by a link of the catalogue that the host vouched for', () => {
    const calibration = withLivingLinks({ present: 'none', absent: 'ok' }, [outcome('https://a.example/', 'listed')])
    expect(calibration).toEqual({ present: 'ok', absent: 'ok' })
  })

  it('are not made up for when the host vouches for what does not exist', () => {
    const failed = { present: 'failed', absent: 'failed' } as const
    expect(withLivingLinks(failed, [outcome('https://a.example/', 'listed')])).toEqual(failed)
  })
})

describe('what is believed', () => {
  const reasonOf = (reason: Reason, present: 'ok' | 'failed' | 'unanswered' | 'none', absent: 'ok' | 'failed' | 'unanswered' | 'none') =>
    believed(outcome('https://a.example/', reason), { present, absent }).reason

  it('denies nothing without a living control', () => {
    for (const present of ['failed', 'unanswered', 'none'] as const) {
      expect(reasonOf('removed', present, 'ok')).toBe('uncalibrated')
      expect(reasonOf('passcode-rejected', present, 'ok')).toBe('uncalibrated')
      expect(reasonOf('listed', present, 'ok')).toBe('listed')
    }
  })

  it('vouches for nothing without a denied control', () => {
    for (const absent of ['failed', 'unanswered'] as const) {
      expect(reasonOf('listed', 'ok', absent)).toBe('uncalibrated')
      expect(reasonOf('login-required', 'ok', absent)).toBe('uncalibrated')
      expect(reasonOf('removed', 'ok', absent)).toBe('removed')
    }
  })

  it('leaves failures, walls and what the text of a link decides as they are', () => {
    expect(reasonOf('timeout', 'failed', 'failed')).toBe('timeout')
    expect(reasonOf('challenged', 'failed', 'failed')).toBe('challenged')
    const written = outcome('https://a.example/', 'incomplete-url', { evidence: [] })
    expect(believed(written, { present: 'failed', absent: 'failed' }).reason).toBe('incomplete-url')
  })

  it('takes a plain page as it is, for it has no controls', () => {
    expect(reasonOf('not-found', 'none', 'none')).toBe('not-found')
    expect(reasonOf('served', 'none', 'none')).toBe('served')
  })

  it('asked alone, only a control that went wrong takes a word back', () => {
    const gone = outcome('https://a.example/', 'removed')
    expect(believedAlone(gone, { present: 'none', absent: 'ok' }).reason).toBe('removed')
    expect(believedAlone(gone, { present: 'failed', absent: 'ok' }).reason).toBe('uncalibrated')
  })
})
