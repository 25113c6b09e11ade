import { Option } from 'commander';
import type { Command } from 'commander';
import { defineOption } from './shared-options.js';

export function addSeriesOptions(command: Command): Command {
  return command
    .requiredOption('-o, --output-directory <folder>', 'write the mails there')
    .addOption(
      new Option('--by <what>', 'make a mail for each of these')
        .choices(['file', 'folder', 'maintainer', 'patch', 'all'])
        .default('folder'),
    )
    .option('--title <text>', 'what was done, in a few words (default: what the patch says first)')
    .option(
      '--template <file>',
      'make messages from this text with {subject}, {scope}, {title}, {body}, {files}, {smpl}',
    )
    .option('--subject-prefix <text>', 'the word in front of the number', 'PATCH')
    .option('-s, --signoff', 'sign the patches off, as git knows you')
    .option('--cover-letter', 'write a mail that comes before the patches, too')
    .option('--maintainers', "address the mails as the tree's scripts/get_maintainer.pl says")
    .addOption(defineOption());
}
