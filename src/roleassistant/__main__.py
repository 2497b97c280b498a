"""`python -m roleassistant`: the same as the console script."""

from roleassistant.apps.cli.main import main

if __name__ == "__main__":
    main()
