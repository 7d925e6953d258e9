"""Measure building a Draft from matches and writing it as a Word file: ``python tests/bench/writing.py``."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
ROUNDS = 9


def draft(questions: int):
    """Return a draft with so many questions, each with two reused texts, an alternative, a list and comments."""
    import invented

    first = next(
        n
        for n, part in enumerate(invented.PARTS)
        if getattr(part, "question", None) == "q1" and part.role == "question"
    )
    last = next(n for n, part in enumerate(invented.PARTS) if getattr(part, "role", None) == "signature")
    answers = [part for n in range(-(-questions // 3)) for part in invented.PARTS[first:last]]
    return invented.draft(parts=[*invented.PARTS[:first], *answers, *invented.PARTS[last:]])


def matched(questions: int, corpus):
    """Return a letter with so many of the sample letters' questions, and what was found for them."""
    from dataclasses import replace

    from golden_draft import LETTERS

    from utlatande import evidence, readers, skrivelse

    letters = [skrivelse.parse(readers.read(path)) for path in LETTERS]
    some = [one for letter in letters for one in letter.questions if one.answerable]
    asked = tuple(
        replace(some[n % len(some)], id=f"q{n + 1}", number=str(n + 1), parent=None) for n in range(questions)
    )
    letter = replace(letters[0], questions=asked)
    found = evidence.gather(letter, corpus.search, corpus.library())
    return letter, found


def build() -> None:
    """Print how much time of the processor a draft takes, from matches to Word file; other programs do not count."""
    from golden_draft import DAY, OFFICE

    from utlatande import drafting
    from utlatande.corpus import Corpus
    from utlatande.word.write import render

    with Corpus(ROOT / "corpus") as corpus:
        corpus.sync()
        for questions in (10, 200):
            letter, found = matched(questions, corpus)
            whole = drafting.draft(letter, found, OFFICE, date=DAY)
            built = median(
                lambda letter=letter, found=found: drafting.draft(letter, found, OFFICE, date=DAY), time.process_time
            )
            wrote = median(lambda whole=whole: render(whole), time.process_time)
            print(f"{questions:>4} questions from matches, CPU time: built {built:.3f} s, written {wrote:.3f} s")


def median(run, clock=time.perf_counter) -> float:
    times = []
    for _ in range(ROUNDS):
        start = clock()
        run()
        times.append(clock() - start)
    return statistics.median(times)


def fresh(code: str) -> float:
    return median(lambda: subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT))


def main() -> None:
    bare = fresh("import docx")
    cold = fresh(
        "import sys; sys.path[:0] = ['tests']\n"
        "import invented\nfrom utlatande.word.write import render\nrender(invented.draft())"
    )
    print(f"import docx, fresh process                    {bare:.3f} s")
    print(f"import ours and write a draft, fresh process  {cold:.3f} s   {cold / bare:.2f} x")
    from utlatande.word.write import render

    for questions in (10, 50, 200):
        whole = draft(questions)
        size = len(render(whole)[0])
        seconds = median(lambda whole=whole: render(whole))
        print(f"{questions:>4} questions, {len(whole.parts):>5} parts, {size >> 10:>4} kB            {seconds:.3f} s")
    build()


if __name__ == "__main__":
    main()
