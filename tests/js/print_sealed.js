// Each word given is printed as a phone seals it to the key that comes first: [sealed, ...].
import { sealWord } from "../../assets/offline/sealed_word.js";

const [, , key, ...words] = process.argv;
process.stdout.write(JSON.stringify(await Promise.all(words.map((word) => sealWord(word, key)))));
