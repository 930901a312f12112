/** A program that writes a baseline to the file it is given, for tests that end it half-way. */
import { writeBaseline } from '../../../engine/benchmark/baseline/file';
import { madeBaseline } from '../benchmark/baseline/madeBaseline';

const [, , file = ''] = process.argv;
void writeBaseline(file, madeBaseline());
