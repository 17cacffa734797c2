export declare function load<T>(file: string): Promise<T>;
