"""Holdfast: does a threatened state hold until help comes?"""
