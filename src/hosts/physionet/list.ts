/** The list of all that PhysioNet has published. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import { askJson, get } from '../kit.ts'

/** Every version of every project in one answer: 716 of them, 1.3 MB, seen 2026-08. */
const LIST = 'https://physionet.org/api/v1/project/published/'
const LIST_OPTIONS = { limit: 16 * 1024 * 1024, timeout: 60_000 }

const Text = z.string().optional().catch(undefined)

const Version = z.object({
  slug: z.string(),
  version: z.string(),
  /** Numbers before 2025, their names since; null for a policy the host itself does not know. */
  access_policy: z.union([z.string(), z.number()]).nullish(),
  is_latest_version: z.boolean().optional().catch(undefined),
  title: Text,
  license: z.object({ name: Text }).nullish().catch(undefined),
  main_storage_size: z.int().positive().optional().catch(undefined),
  publish_date: Text,
})
export type Version = z.output<typeof Version>

/** An empty list would make every project look gone. */
const Published = z.array(Version).min(1)

export const published = (): Question<readonly Version[]> => askJson(get(LIST, LIST_OPTIONS), Published)

/** Of the versions of one project, the latest. */
export const latestOf = (versions: readonly Version[]): Version | undefined =>
  versions.find((version) => version.is_latest_version) ?? versions.at(-1)
