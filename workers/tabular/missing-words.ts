/** Words that stand for a missing value in a text file, exactly as written. */
export const missingWords: readonly string[] = ['NA', 'N/A', 'n/a', '#N/A', '<NA>', 'null', 'NULL', 'NaN', 'nan'];
