export declare function exactOfAnswer(id: string): number;
export declare function modelOfAnswer(id: string): string;
export declare function limitOf(id: string): number;
