/**
 * Prints "N passed, N failed" from Vitest's JSON report: `node scripts/count-tests.js REPORT STATUS`.
 *
 * STATUS is how the command that ran the tests ended. Exits with it, and with 1 when a test failed, when there is no
 * report, or when no test ran. A test file that could not be loaded counts as one failed test, and so does anything else
 * that failed while every test passed.
 */
import { readFileSync } from 'node:fs'

const [file = '', statusText = '0'] = process.argv.slice(2)
const status = Number(statusText)
const { passed, failed } = count(file)
const allFailed = failed === 0 && status !== 0 ? 1 : failed
console.log(`${passed} passed, ${allFailed} failed`)
process.exit(allFailed > 0 ? status || 1 : passed === 0 ? 1 : 0)

function count(path) {
  let report
  try {
    report = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return { passed: 0, failed: status === 0 ? 1 : 0 }
  }
  const unloaded = report.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0)
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length }
}
