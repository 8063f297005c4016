import { implCleanup } from './cleanup.ts'
import { implDelay } from './delay.ts'
import { implEcho } from './echo.ts'
import { extractCity } from './extract-city.ts'
import { implFail } from './fail.ts'
import { implGt } from './gt.ts'
import { implIsEven } from './is-even.ts'
import { localisation } from './localisation.ts'
import { implSet } from './set.ts'
import { weather } from './weather.ts'

export const implContracts = [
  implSet,
  implEcho,
  implIsEven,
  implGt,
  implFail,
  implDelay,
  implCleanup,
  localisation,
  extractCity,
  weather,
]
