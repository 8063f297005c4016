/** `import()` as Node has it: the command is bundled as CommonJS, in which the bundler makes it a `require()`. */
module.exports = (url) => import(url)
