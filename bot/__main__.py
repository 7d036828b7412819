"""The command line."""


def main() -> None:
    raise SystemExit("nothing to run yet")


if __name__ == "__main__":
    main()
