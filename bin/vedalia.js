#!/usr/bin/env node
import { translateSparingly, vedalia } from '../dist/src/cli/index.js';

translateSparingly();
process.exitCode = await vedalia(process.argv.slice(2));
