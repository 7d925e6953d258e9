"""Measure writing a Draft as a Word file, small and large: ``python tests/bench/writing.py``."""

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


def median(run) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
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


if __name__ == "__main__":
    main()
