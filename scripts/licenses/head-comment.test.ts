import { expect, test } from 'vitest'
import { headComment } from './head-comment.ts'

test.each([
  ['// Copyright A\n//\n// Terms\nvar a // b', 'Copyright A\n\nTerms'],
  ['#!/usr/bin/env node\n/*!\n * Copyright B\n */\nlet b', 'Copyright B'],
  ['/* one */\n\n/** two */\nlet c /* three */', 'one\n\ntwo'],
  ["'use strict' // Copyright", ''],
  ['', ''],
])('headComment() of %j', (source, text) => {
  expect(headComment(source)).toBe(text)
})
