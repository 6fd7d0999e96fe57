/** The generated files of the checkout are what the code gives today: `npm run generate` brings them up to date. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { registrySchema, statusSchema } from '../src/schemas.ts'

const committed = (path: string) => readFileSync(join(import.meta.dirname, '..', path), 'utf8')

it('registry/schema.json is generated from the schema of registry files', () => {
  expect(committed('registry/schema.json')).toBe(registrySchema())
})

it('reports/schema.json is generated from the schema of the status document', () => {
  expect(committed('reports/schema.json')).toBe(statusSchema())
})

it('tells editors which keys there are and that no others are', () => {
  const { properties, required, additionalProperties } = JSON.parse(registrySchema())
  const dataset = properties.datasets.items
  expect(required).toEqual(['group', 'datasets'])
  expect(additionalProperties).toBe(false)
  expect(Object.keys(dataset.properties)).toEqual(['name', 'group', 'task', 'region', 'format', 'count', 'owner', 'access', 'links'])
  expect(dataset).toMatchObject({ required: ['name'], additionalProperties: false })
  for (const [key, { description }] of Object.entries<{ description?: string }>(dataset.properties)) expect(description, key).toMatch(/\w/)
})
