"""What all tests share."""


def pytest_addoption(parser):
    parser.addoption("--refresh", action="store_true", help="write golden files anew")
