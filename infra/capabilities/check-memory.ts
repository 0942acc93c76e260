/** Memory of the function that checks files, in MB. What a hostile file can make of it is measured against this. */
export const CHECK_MEMORY_MB = 3008;
