/** A program that writes a baseline to the file it is given, for tests that end it half-way. */
import { writeBaseline } from '../../../engine/baseline/file';
import { madeBaseline } from '../baseline/madeBaseline';

const [, , file = ''] = process.argv;
void writeBaseline(file, madeBaseline());
